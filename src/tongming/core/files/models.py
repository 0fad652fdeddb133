"""The table of stored files."""

from django.db import models


class StoredFile(models.Model):
    """A file by its content (存储文件). Its name stands where it is used, since one content may bear many names."""

    digest = models.CharField("内容杂凑值（SHA-256）", max_length=64, unique=True)
    size = models.PositiveBigIntegerField("字节数")
    media_type = models.CharField("类型", max_length=80)
    stored_at = models.DateTimeField("存入时间")

    class Meta:
        verbose_name = "存储文件"
        verbose_name_plural = "存储文件"

    def __str__(self) -> str:
        return self.digest[:12]

    @property
    def path(self) -> str:
        """Return the name under which the storage keeps the content."""
        return f"{self.digest[:2]}/{self.digest}"
