"""Acts of this noun, for the journal."""

from gongkai.web.journal.acts import declare

CONSULTATION_STARTED = declare("publishing.start-consultation", "起草意见征集", shows=False)
CONSULTATION_REVISED = declare("publishing.revise-consultation", "修改意见征集", shows=False)
OPINION_RECEIVED = declare(
    "publishing.receive-opinion", "收到公众意见", shows=False, about_citizen=True
)
OPINION_ENTERED = declare(
    "publishing.enter-opinion", "登记公众意见", shows=False, about_citizen=True
)
OPINIONS_GROUPED = declare(
    "publishing.group-opinions", "归类公众意见", shows=False, about_citizen=True
)
OPINIONS_ANSWERED = declare(
    "publishing.answer-opinions", "答复公众意见", shows=False, about_citizen=True
)
RESULT_DRAFTED = declare("publishing.draft-result", "起草意见征集结果", shows=False)
CONTACTS_FORGOTTEN = declare(
    "publishing.forget-contacts", "删除意见人联系方式", shows=False, about_citizen=True
)
