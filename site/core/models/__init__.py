from core.models.accounts import CodeApp, Passkey, RecoveryCode, Session
from core.models.attempts import Attempts
from core.models.audit import AuditAction, AuditEntry, AuditHead
from core.models.backup import BackupRun
from core.models.bin import Deleted
from core.models.generation import Generation
from core.models.index_pages import IndexPage
from core.models.made import Made
from core.models.media import SiteDocument, SiteImage, SiteRendition
from core.models.pages import BasePage
from core.models.privacy import RetentionRun
from core.models.registry import RegistryRecord
from core.models.rows import NumberedRow, Row
from core.models.search import DocumentText, SearchEntry, SearchMiss, SearchPosting, SearchWord
from core.models.unused import Unused

__all__ = [
    "Attempts",
    "AuditAction",
    "AuditEntry",
    "AuditHead",
    "BackupRun",
    "BasePage",
    "CodeApp",
    "Deleted",
    "DocumentText",
    "Generation",
    "IndexPage",
    "Made",
    "NumberedRow",
    "Passkey",
    "RecoveryCode",
    "RegistryRecord",
    "RetentionRun",
    "Row",
    "SearchEntry",
    "SearchMiss",
    "SearchPosting",
    "SearchWord",
    "Session",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "Unused",
]
