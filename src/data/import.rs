//! Facts in CSV files to a database: the only writer of databases.
