"""The cells of a body's year once more, in plain SQL and by another hand: for each cell the records that stand in it."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from django.db import connection

# 办理结果与表三各行，照格式逐一写出
ROW_OF_RESULT = {
    "disclosed": "disclosed",
    "already_public": "disclosed",
    "partly_disclosed": "partly_disclosed",
}
COLUMN_OF_KIND = {"sole_trader": "enterprise", "village_committee": "other"}
COLUMN_OF_RESULT = {
    "review_upheld": "upheld",
    "review_request_rejected": "upheld",
    "review_annulled": "corrected",
    "review_unlawful": "corrected",
    "review_not_accepted": "other",
    "review_ended": "other",
    "suit_claims_rejected": "upheld",
    "suit_annulled": "corrected",
    "suit_payment": "corrected",
    "suit_dismissed": "other",
    "suit_withdrawn": "other",
}
LINE, ITEM, CASE, DISPUTE = "RegisterLine", "ItemPage", "DisclosureRequest", "Dispute"


def sql(query: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def records_in_sql(body: int, year: int) -> dict[str, set[tuple[str, int]]]:
    """Cell → what stands in it: the kind of record and its number."""
    first, last = f"{year}-01-01", f"{year}-12-31"
    found: dict[str, set[tuple[str, int]]] = defaultdict(set)
    _table_three(body, first, last, found)
    _table_two(body, first, last, found)
    _table_four(body, first, last, found)
    return found


def _table_three(body, first, last, found):
    def put(row, condition, *values):
        own = (
            "SELECT id, applicant_kind FROM casework_disclosurerequest WHERE body_id = %s"
            " AND matter <> 'correction' AND door <> 'handed_down' AND " + condition
        )
        for number, kind in sql(own, body, *values):
            found[f"requests.{row}.{COLUMN_OF_KIND.get(kind, kind)}"].add((CASE, number))
            found[f"requests.{row}.total"].add((CASE, number))

    put("new", "received_on BETWEEN %s AND %s", first, last)
    put("carried_in", "received_on < %s AND (concluded_on IS NULL OR concluded_on >= %s)", first, first)  # fmt: skip
    put("carried_out", "received_on <= %s AND (concluded_on IS NULL OR concluded_on > %s)", last, last)  # fmt: skip
    for [outcome] in sql(
        "SELECT DISTINCT outcome FROM casework_disclosurerequest WHERE outcome <> ''"
    ):
        for row in (ROW_OF_RESULT[outcome], "result_total"):
            put(row, "outcome = %s AND concluded_on BETWEEN %s AND %s", outcome, first, last)


def _table_two(body, first, last, found):
    lines = "SELECT id FROM reporting_registerline WHERE struck_at IS NULL AND body_id = %s AND "
    for cell, kinds in (
        ("licences.decisions", "('licence')"),
        ("penalties.decisions", "('penalty')"),
        ("coercion.decisions", "('coercion')"),
        ("fees.amount", "('charge', 'information-fee')"),
    ):
        for [number] in sql(
            f'{lines} kind IN {kinds} AND "on" BETWEEN %s AND %s', body, first, last
        ):
            found[f"proactive.{cell}"].add((LINE, number))
    published = """
        SELECT i.disclosurepage_ptr_id FROM publishing_itempage i
        JOIN bodies_disclosurepage p ON p.id = i.disclosurepage_ptr_id
        JOIN bodies_publicbody b ON b.id = p.body_id
        JOIN publishing_cataloguerow r ON r.id = i.row_id
        WHERE b.public_body_id = %s AND p.live AND i.attribute = 'proactive'
          AND i.withdrawal_reason NOT IN ('wrong', 'personal-data')
          AND r.statutory_item = 'regulations_and_normative_documents'
          AND (i.issuing_body = '' OR i.issuing_body = b.name)
          AND COALESCE(i.issued_on, i.formed_on) <= %s AND """
    ended = """EXISTS (SELECT 1 FROM publishing_validitychange c
               WHERE c.item_id = i.disclosurepage_ptr_id AND c."on" BETWEEN %s AND %s)"""
    documents = f"""{lines} kind = 'normative-document' AND NOT EXISTS (
        SELECT 1 FROM publishing_itempage i JOIN bodies_disclosurepage p ON p.id = i.disclosurepage_ptr_id
        JOIN bodies_publicbody b ON b.id = p.body_id
        WHERE b.public_body_id = reporting_registerline.body_id AND p.live
          AND i.document_number = reporting_registerline.number) AND """
    row = "proactive.normative_documents"
    for name, kind, query, values in (
        ("issued", LINE, f'{documents} "on" BETWEEN %s AND %s', (first, last)),
        ("repealed", LINE, f"{documents} ended_on BETWEEN %s AND %s", (first, last)),
        ("in_force", LINE, f'{documents} "on" <= %s AND (ended_on IS NULL OR ended_on > %s)', (last, last)),
        ("issued", ITEM, f"{published} COALESCE(i.issued_on, i.formed_on) >= %s", (last, first)),
        ("repealed", ITEM, f"{published} {ended}", (last, first, last)),
        ("in_force", ITEM, f"{published} NOT {ended}", (last, "1949-10-01", last)),
    ):  # fmt: skip
        for [number] in sql(query, body, *values):
            found[f"{row}.{name}"].add((kind, number))


def fees_in_sql(body: int, year: int) -> Decimal | None:
    """万元; ``None`` where no line stands."""
    amounts = sql(
        "SELECT amount FROM reporting_registerline WHERE struck_at IS NULL AND body_id = %s"
        " AND kind IN ('charge', 'information-fee') AND \"on\" BETWEEN %s AND %s",
        body,
        f"{year}-01-01",
        f"{year}-12-31",
    )
    if not amounts:
        return None
    return Decimal(sum(round(Decimal(str(amount)) * 100) for [amount] in amounts)) / 1_000_000


def _table_four(body, first, last, found):
    # 上诉维持、撤回上诉的以一审为准，发回重审的没有结果
    query = """
        SELECT d.id, d.forum, d.review_before, d.final_from,
               (SELECT j.result FROM disputes_judgment j WHERE j.dispute_id = d.id
                AND j.result NOT IN ('appeal_upheld', 'appeal_withdrawn') ORDER BY j.id DESC LIMIT 1)
        FROM disputes_dispute d
        WHERE d.body_id = %s AND d.standing = 'respondent'
          AND COALESCE(d.accepted_on, d.copy_on) <= %s AND (d.final_from IS NULL OR d.final_from >= %s)"""
    for number, forum, before, final_from, result in sql(query, body, last, first):
        row = "reconsideration" if forum == "review" else "litigation_direct"
        if forum == "court" and before != "none":
            row = "litigation_after_reconsideration"
        over = final_from is not None and str(final_from) <= last
        column = (
            COLUMN_OF_RESULT[result] if over and result not in {None, "remanded"} else "pending"
        )
        for each in (column, "total"):
            found[f"disputes.{row}.{each}"].add((DISPUTE, number))


def items_in_sql(body: int, year: int) -> int:
    """How many items came out in the year."""
    [[number]] = sql(
        """SELECT COUNT(*) FROM publishing_itempage i
           JOIN bodies_disclosurepage p ON p.id = i.disclosurepage_ptr_id
           JOIN bodies_publicbody b ON b.id = p.body_id
           WHERE b.public_body_id = %s AND p.live AND i.attribute = 'proactive'
             AND i.withdrawal_reason NOT IN ('wrong', 'personal-data')
             AND i.published_on BETWEEN %s AND %s""",
        body,
        f"{year}-01-01",
        f"{year}-12-31",
    )
    return number
