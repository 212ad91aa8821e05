"""For what a page does by itself, some time after something was typed."""

AT_THE_LATEST = 30  # attempts


def write(tab, text):
    tab.fill("[name=summary]", text)
    tab.press("[name=summary]", "Tab")


def write_until(tab, happened):
    """Wagtail looks for changes a while after the form has come. The text that was written last."""
    for attempt in range(AT_THE_LATEST):
        text = f"Qısa məlumat {attempt}"
        write(tab, text)
        tab.wait_for_timeout(500)
        if happened():
            return text
    raise AssertionError("It did not happen.")


def wait_until(tab, expression):
    """``Page.wait_for_function`` needs eval, which the admin's policy forbids."""
    for _attempt in range(AT_THE_LATEST * 10):
        if tab.evaluate(expression):
            return
        tab.wait_for_timeout(50)
    raise AssertionError(f"{expression} did not come true.")
