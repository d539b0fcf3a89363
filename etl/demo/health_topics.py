"""How the three tables of the health monitor name their topics: the same thing under other words in each."""

from __future__ import annotations

from typing import Final

from etl.demo.topics import Topic, stem_of

# fmt: off
_TOPICS_50090 = (
    ("good_health", "Ervaren gezondheid (goed/zeer goed)"), ("exercise", "Voldoet aan beweegrichtlijn"),
    ("sports", "Wekelijkse sporters"),
    ("underweight", "Ondergewicht"), ("normal_weight", "Normaal gewicht"), ("overweight", "Overgewicht"),
    ("obese", "Ernstig overgewicht"),
    ("smoker", "Roker"), ("alcohol_guideline", "Voldoet aan alcohol richtlijn"), ("drinker", "Drinker"),
    ("heavy_drinker", "Zware drinker"),
    ("excessive_drinker", "Overmatige drinker"), ("conditions", "Een of meer langdurige aandoeningen"),
    ("limited", "Beperkt vanwege gezondheid"), ("severely_limited", "Ernstig beperkt vanwege gezondheid"),
    ("ill_limited", "Langdurige ziekte en beperkt"), ("physical", "Een of meer lichamelijke beperkingen"),
    ("hearing", "Beperking in horen"),
    ("seeing", "Beperking in zien"), ("moving", "Beperking in bewegen"),
    ("anxiety_some", "Matig/hoog risico op angst of depressie"),
    ("anxiety_high", "Hoog risico op angst of depressie"), ("stress", "Heel veel stress in afgelopen 4 weken"),
    ("control", "Matig/veel regie over eigen leven"), ("lonely", "Eenzaam"),
    ("severely_lonely", "Ernstig/zeer ernstig eenzaam"),
    ("emotionally_lonely", "Emotioneel eenzaam"), ("socially_lonely", "Sociaal eenzaam"), ("carer", "Mantelzorger"),
    ("volunteer", "Vrijwilligerswerk"), ("active_travel", "Lopen en/of fietsen naar school of werk"),
    ("walks", "Lopen naar school of werk"),
    ("cycles", "Fietsen naar school of werk"), ("noise", "Ernstige geluidhinder door buren"),
    ("ends_meet", "Moeite met rondkomen"),
)
_TOPICS_50120 = (
    *_TOPICS_50090[:15], ("ill_limited", "Langdurig ernstig beperkt"), ("complaints", "Psychische klachten"),
    ("low_resilience", "Zeer lage veerkracht"), ("high_resilience", "Zeer hoge veerkracht"),
    ("misses_support", "Mist emotionele steun"),
    ("suicidal", "Suicide gedachten laatste 12 maanden"), *_TOPICS_50090[21:23], *_TOPICS_50090[24:30],
    ("ends_meet", "Moeite met rondkomen"), *_TOPICS_50090[30:33], ("complaints", "Niet-specifieke klachten"),
)
_TOPICS_50150 = (
    ("good_health", "Goed ervaren gezondheid"), ("conditions", "Een of meer langdurige aandoeningen"),
    ("ill_limited", "Langdurig beperkt"),
    ("anxiety_high", "Hoog risico angststoornis of depressie"), ("stress", "Heel veel stress (afg. 4 weken)"),
    ("low_resilience", "Lage veerkracht"), ("control", "Matig/veel regie over het eigen leven"), ("lonely", "Eenzaam"),
    ("severely_lonely", "Sterk eenzaam"), ("emotionally_lonely", "Emotioneel eenzaam"),
    ("socially_lonely", "Sociaal eenzaam"),
    ("support", "Krijgt steun van anderen"), ("carer", "Mantelzorger"), ("volunteer", "Vrijwilligerswerk"),
    ("ends_meet", "Moeite met rondkomen"), ("overweight", "Overgewicht"), ("obese", "Ernstig overgewicht (obesitas)"),
    ("smoker", "Rookt tabak"), ("excessive_drinker", "Overmatig drinken"),
    ("exercise", "Voldoet aan de beweegrichtlijn"),
    ("housing", "Tevreden met de woning"), ("surroundings", "Tevreden met de woonomgeving"),
)
# fmt: on
_TABLES: Final = {"50090NED": _TOPICS_50090, "50120NED": _TOPICS_50120, "50150NED": _TOPICS_50150}


def health_topics(table_id: str) -> tuple[Topic, ...]:
    """Topics of one of the three tables, each with its own names for the same things."""
    return tuple(Topic(measure, stem_of(title), title, ("Gezondheid",), "%", 1) for measure, title in _TABLES[table_id])
