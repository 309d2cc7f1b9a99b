"""The user model, in place from the first migration."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff or a translator; the e-mail address is unique."""

    email = models.EmailField(_("e-mail address"), unique=True)
