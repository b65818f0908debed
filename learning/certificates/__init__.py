"""What a certificate is, apart from where it is kept: codes, words, document, page and checking. No database here."""
