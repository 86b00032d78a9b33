"""Reports of one event in several documents: they keep their records and share a `cluster_id`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.records import Event
from pipeline.resolve.partition import Partition

#: Days that the dates of two reports of one event may leave open.
CLOSE = 10


def with_clusters(events: Sequence[Event]) -> list[Event]:
    """The events, those that several documents report marked with the least id among them."""
    by_key: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        if (
            event.status in ("happened", "ongoing")
            and event.earliest
            and event.latest
            and (event.latest - event.earliest).days <= CLOSE
        ):
            for side in sides(event):
                by_key[event.type, event.mode, side].append(number)
    sets = Partition(len(events))
    for group in by_key.values():
        group.sort(key=lambda n: (events[n].earliest, events[n].id))
        for at, a in enumerate(group):
            for b in group[at + 1 :]:
                if events[b].earliest > events[a].latest:  # type: ignore[operator]
                    break
                if events[a].document_id != events[b].document_id and events[a].place_id in (None, events[b].place_id):
                    sets.join(a, b)
    least = {min(members): min(events[n].id for n in members) for members in sets.sets()}
    clusters = [least[sets.find(n)] for n in range(len(events))]
    return [
        event if event.cluster_id == cluster else event.model_copy(update={"cluster_id": cluster})
        for event, cluster in zip(events, clusters, strict=True)
    ]


def sides(event: Event) -> set[frozenset[str]]:
    """Pairs of an actor and another participant, by entity; order does not matter."""
    actors = {p.entity_id for p in event.participants if p.role == "actor" and p.entity_id}
    others = {p.entity_id for p in event.participants if p.role in ("recipient", "victim", "actor") and p.entity_id}
    others |= {event.place_id} if event.place_id else set()
    return {frozenset((a, b)) for a in actors for b in others if a != b}
