"""`{% team_answers %}`: when the team is there and by when it answers, or nothing; for every receipt."""

from django import template

from signatories.team.answering import when_the_team_answers

register = template.Library()
register.simple_tag(when_the_team_answers, name="team_answers")
