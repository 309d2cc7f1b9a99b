"""Profiles about which something is proposed that nobody has decided on."""

from django.db.models import Count, Min, OuterRef, QuerySet, Subquery

from partnerships.models import Decision, PartnershipPage, Proposal


def waiting_profiles(profiles: QuerySet[PartnershipPage]) -> QuerySet[PartnershipPage]:
    """With `waiting`, how many proposals, and `waiting_since`; the longest waiting first."""
    counted = with_waiting(profiles).filter(waiting__gt=0)
    return counted.select_related("locale").order_by("waiting_since", "pk")


def with_waiting(profiles: QuerySet[PartnershipPage]) -> QuerySet[PartnershipPage]:
    """Annotated with `waiting` (None where nothing does) and `waiting_since`."""
    rows = Proposal.objects.filter(decision=Decision.OPEN, request__partnership=OuterRef("translation_key"))
    rows = rows.order_by().values("request__partnership")
    return profiles.annotate(
        waiting=Subquery(rows.annotate(count=Count("pk")).values("count")),
        waiting_since=Subquery(rows.annotate(first=Min("made_at")).values("first")),
    )
