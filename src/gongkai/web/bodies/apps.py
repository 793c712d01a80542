"""Public bodies, their people, and the pages that stand for them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _lazy


class BodiesConfig(AppConfig):
    """Tells accounts who serves where, and Wagtail whose pages are whose."""

    name = "gongkai.web.bodies"
    label = "bodies"
    verbose_name = _lazy("行政机关")

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from gongkai.web.accounts.permissions import provide_power, provide_services
        from gongkai.web.bodies.models import DisclosurePage
        from gongkai.web.bodies.page_policy import BodyPagePolicy
        from gongkai.web.bodies.services import has_power, services_today
        from gongkai.web.bodies.to_dos import to_dos
        from gongkai.web.office.home import provide_to_dos

        provide_services(services_today)
        provide_power(has_power)
        provide_to_dos("bodies", to_dos)
        register_permission_policy(DisclosurePage, BodyPagePolicy("bodies.DisclosurePage"))
