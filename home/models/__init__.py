from home.models.form_fields import FormField
from home.models.forms import FormPage
from home.models.home import HomePage
from home.models.identity import SiteIdentity
from home.models.privacy import PrivacyPage
from home.models.standard import StandardPage
from home.models.submission import Submission
from home.models.workflow import FourEyesTask

__all__ = [
    "FormField",
    "FormPage",
    "FourEyesTask",
    "HomePage",
    "PrivacyPage",
    "SiteIdentity",
    "StandardPage",
    "Submission",
]
