"""Wire format of PRONOTE on the server side: names, values, encryption, envelopes."""
