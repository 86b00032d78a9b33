-- Where do two reports of one event give days that exclude each other, or does one deny what the other tells?
select a.label, a.edtf as one_day, b.edtf as other_day, a.status as one_status, b.status as other_status,
       x.source as one_source, a.text as one_words, y.source as other_source, b.text as other_words
from 'out/tables/events.parquet' a
join 'out/tables/events.parquet' b on a.cluster_id = b.cluster_id and a.id < b.id
join 'out/tables/documents.parquet' x on x.id = a.document_id
join 'out/tables/documents.parquet' y on y.id = b.document_id
where a.latest < b.earliest or b.latest < a.earliest or (a.status = 'negated') <> (b.status = 'negated')
order by a.label, one_source, other_source
