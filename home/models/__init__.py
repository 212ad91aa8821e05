from home.models.home import HomePage
from home.models.identity import SiteIdentity
from home.models.standard import StandardPage
from home.models.workflow import FourEyesTask

__all__ = ["FourEyesTask", "HomePage", "SiteIdentity", "StandardPage"]
