-- What did Elphberg say in which Strelsau is named? Any spelling of either will do.
with asked as (
  select id, name, unnest(list_append(alternate_names, name)) as spelling from 'out/tables/entities.parquet'
)
select distinct x.name as speaker, said.kind, said.text as words, y.name as about, article.source, said.start
from 'out/tables/statements.parquet' said
join asked x on x.id = said.speaker_id and x.spelling = 'Elphberg'
join 'out/tables/mentions.parquet' named
  on named.document_id = said.document_id and named.start >= said.start and named."end" <= said."end"
join asked y on y.id = named.entity_id and y.spelling = 'Strelsau'
join 'out/tables/documents.parquet' article on article.id = said.document_id
order by article.source, said.start
