"""Acts of this noun, for the journal."""

from gongkai.web.journal.acts import declare

HANDED_OVER = declare("publishing.hand-over-submission", "已交县级", shows=False)
SUBMITTED_TO_COUNTY = declare("publishing.submit-to-county", "报送县政府网站")
RECEIPT_RECORDED = declare("publishing.record-receipt", "登记县级刊登网址")
