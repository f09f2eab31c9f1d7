"""What each row under a header is: a record, a heading, a total, a legend, a part of the row above."""
