"""Sentences about the school, in French and in English, for notifications, briefs and voice."""
