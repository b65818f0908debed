"""An upload that is looked at and never kept: in memory only, up to a size."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class NeverOnDisk(FileUploadHandler):
    """Holds a file in memory up to `most` bytes; of a larger one it keeps nothing but the size."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most
        self.content = io.BytesIO()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin another file."""
        super().new_file(*args, **kwargs)
        self.content = io.BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep what fits, and pass nothing on to another handler."""
        if start + len(raw_data) <= self.most:
            self.content.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        """The file with its true size; its content is whole only if that is no more than `most`."""
        self.content.seek(0)
        return InMemoryUploadedFile(
            self.content, self.field_name, self.file_name, self.content_type, file_size, self.charset
        )
