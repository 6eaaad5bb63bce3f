"""What schemathesis does besides what schemathesis.toml says."""
import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    """Takes a deadline away that is too short to answer in: 504 is the right answer to it, and looks like a failure."""
    try:
        seconds = float(case.headers["Request-Timeout"])
    except (KeyError, TypeError, ValueError):
        return
    if 0 < seconds < 1:
        del case.headers["Request-Timeout"]
