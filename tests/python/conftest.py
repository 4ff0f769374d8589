"""Settings of the test run."""

from hypothesis import HealthCheck, settings

# No time is asserted anywhere: a slow machine is no failure.
settings.register_profile(
    "default",
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("default")
