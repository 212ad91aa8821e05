from core import outage


class ExplainAway:
    """Who asks for a file that can't be had, or sends one that can't be kept, reads so, and the log has a line for it and
    no traceback. What is raised outside of views comes to the 500 handler, which answers the same.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        return outage.answer(request, exception) if outage.files_away(exception) else None
