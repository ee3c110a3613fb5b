//! Everything a reader needs, rendered from a `Plan`: terminal, HTML, CSV, JSON, XLSX. No computation of results here.
