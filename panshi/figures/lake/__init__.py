"""The lake: the ledger's entries again, as typed columns in Parquet files, for reading millions at once.

It holds nothing the ledger does not: it can be thrown away and is made again (`panshi sync --rebuild`).

    lake/<database>/manifest.json                      what counts: readers open only files named here
    lake/<database>/kind=K/year=Y/s-<lo>-<hi>.parquet  segments: the entries with lo < seq <= hi
    lake/<database>/cells/c-<lo>-<hi>.parquet          the same summed up by unit, day and grouped dimensions
    lake/<database>/people/p-<lo>-<hi>.parquet         net weights by person, unit, month and grouped dimensions
"""
