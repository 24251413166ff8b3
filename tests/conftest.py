"""What every test shares: hypothesis without deadlines, since a busy machine proves nothing about the code."""

from hypothesis import settings

settings.register_profile("wirebook", deadline=None)
settings.load_profile("wirebook")
