from django.db import migrations
from wagtail.models import (
    BootstrapLocaleField,
    BootstrapTranslatableModel,
    BootstrapTranslationKeyField,
)


class Migration(migrations.Migration):
    """Wagtail makes its locales only after the page model, so the page learns of them last."""

    dependencies = [
        ("bodies", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        BootstrapLocaleField("bodies.DisclosurePage"),
        BootstrapTranslationKeyField("bodies.DisclosurePage"),
        BootstrapTranslatableModel("bodies.DisclosurePage"),
    ]
