from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class Doorkeeper(FileUploadHandler):
    """Before a byte is written: no form of readers takes files, so only those who are logged in may send any, and nobody
    more than the largest file that something takes. Django itself writes whatever comes to the disk, whoever sends it.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > settings.LARGEST_UPLOAD:
            raise RequestDataTooBig("More than anything here takes.")

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            raise SkipFile

    def receive_data_chunk(self, raw_data, start):
        return raw_data

    def file_complete(self, file_size):
        return None
