"""Acts of the portal, for the journal."""

from gongkai.web.journal.acts import declare

ALERT_SET = declare("portal.set-alert", "订阅邮件提醒", shows=False, about_citizen=True)
ALERT_STOPPED = declare("portal.stop-alert", "退订邮件提醒", shows=False, about_citizen=True)
