"""What these tests start from: a publication of a few small tables, and one small source that arrives."""

from tests.publish.conftest import settings
from tests.registers.conftest import deliver, load, run_settings

__all__ = ["deliver", "load", "run_settings", "settings"]
