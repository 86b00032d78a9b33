-- Who met whom in January 2021, where, and in which words of which article?
select event.edtf as day, one.name as who, other.name as whom, place.name as place, event.text as words, article.source
from 'out/tables/events.parquet' event
join 'out/tables/participants.parquet' host on host.event_id = event.id and host.role = 'actor'
join 'out/tables/participants.parquet' guest on guest.event_id = event.id and guest.role in ('actor', 'recipient')
join 'out/tables/entities.parquet' one on one.id = host.entity_id
join 'out/tables/entities.parquet' other on other.id = guest.entity_id and other.id <> one.id
join 'out/tables/documents.parquet' article on article.id = event.document_id
left join 'out/tables/entities.parquet' place on place.id = event.place_id
where event.type = 'CONSULT' and event.status in ('happened', 'ongoing')
  and event.earliest <= date '2021-01-31' and event.latest >= date '2021-01-01'
  and (guest.role = 'recipient' or one.name < other.name)
order by event.earliest, who, whom, article.source
