"""schema.org's words: which types and properties there are, and what they are to a story.

Source: https://schema.org and, for units, UN/CEFACT Recommendation 20.
"""

from __future__ import annotations

import re

from ruleck.importers.linked_data import Node

_ARTICLES = ("BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "Report")
_ORGANIZATIONS = (
    "Corporation", "NGO", "PoliticalParty", "CollegeOrUniversity", "School", "SportsTeam", "Airline", "LocalBusiness",
    "Hospital", "LibrarySystem", "Consortium", "WorkersUnion", "Cooperative", "PerformingGroup", "MusicGroup",
    "GovernmentOffice", "NewsAgency",
)  # fmt: skip
_EVENTS = ("Festival", "Hackathon", "EventSeries")
WORKS = {
    "Dataset": "dataset", "DataDownload": "dataset", "Article": "article", "NewsArticle": "article",
    "DigitalDocument": "document", "Legislation": "document", "Report": "document", "TVEpisode": "broadcast",
    "RadioEpisode": "broadcast", "BroadcastEvent": "broadcast", "TVSeries": "broadcast", "RadioSeries": "broadcast",
    "VideoObject": "broadcast", "Clip": "broadcast", "Person": "person", "Organization": "organization",
}  # fmt: skip
# What stands round a story on its page.
ROUND = frozenset(
    [
        "WebSite", "WebPage", "BreadcrumbList", "ListItem", "ImageObject", "VideoObject", "AudioObject",
        "SearchAction", "ReadAction", "ItemList", "CollectionPage", "ProfilePage", "SiteNavigationElement", "Rating",
        "ContactPoint", "PostalAddress", "MediaObject", "Thing", "CreativeWork", "WPHeader", "WPFooter", "WPSideBar",
        "Place", "City", "Country", "State", "AdministrativeArea", "StatisticalVariable", "Property",
    ]
)  # fmt: skip
KNOWN = frozenset(
    [
        "image", "images", "url", "sameAs", "publisher", "keywords", "thumbnailUrl", "thumbnail",
        "isAccessibleForFree", "description", "abstract", "wordCount", "alternativeHeadline", "copyrightHolder",
        "copyrightYear", "copyrightNotice", "license", "speakable", "video", "audio", "commentCount", "comment",
        "genre", "isPartOf", "hasPart", "mainEntityOfPage", "mainEntity", "identifier", "potentialAction",
        "discussionUrl", "interactionStatistic", "sourceOrganization", "provider", "contentLocation",
        "locationCreated", "editor", "contributor", "accountablePerson", "printSection", "printPage", "printEdition",
        "printColumn", "dateCreated", "expires", "conditionsOfAccess", "usageInfo", "backstory", "associatedMedia",
        "encoding", "primaryImageOfPage", "breadcrumb", "logo", "email", "telephone", "address", "contactPoint",
        "founder", "foundingDate", "gender", "nationality", "knowsAbout", "alumniOf", "worstRating", "bestRating",
        "ratingValue", "reviewRating", "reviewAspect", "itemReviewed", "author", "creator", "startOffset",
        "endOffset", "transcript", "name", "eventStatus", "eventAttendanceMode", "organizer", "performer", "offers",
        "duration", "startTime", "endTime", "statType", "populationType", "measuredProperty", "subjectOf",
        "inLanguage", "disambiguatingDescription", "award", "memberOf", "jobTitle", "affiliation", "worksFor",
        "hasOccupation", "birthDate", "honorificPrefix", "honorificSuffix", "alternateName", "legalName",
        "familyName", "givenName", "additionalName", "additionalType", "unitCode", "unitText", "valueReference",
        "datePublished", "dateModified", "text", "headline", "citation", "about", "mentions",
    ]
)  # fmt: skip
WIKIPEDIA = re.compile(r"https?://[a-z-]+\.(?:m\.)?wikipedia\.org/wiki/([^#?]+)")
# Units by their code (UN/CEFACT Recommendation 20), those that news is likely to hold.
UNITS = {
    "P1": "percent", "CMT": "cm", "MTR": "m", "KMT": "km", "MMT": "mm", "KGM": "kg", "GRM": "g", "TNE": "tonnes",
    "LTR": "litres", "CEL": "degrees Celsius", "FAH": "degrees Fahrenheit", "SMI": "miles", "FOT": "feet",
    "INH": "inches", "MTK": "square metres", "KMK": "square km", "HAR": "hectares", "ANN": "years", "DAY": "days",
    "HUR": "hours", "MIN": "minutes", "IE": "people", "KMH": "km/h", "KWH": "kWh", "MWH": "MWh",
}  # fmt: skip


def is_article(node: Node) -> bool:
    """Whether a thing is a story."""
    return any(type.endswith("Article") or type in _ARTICLES for type in node.types)


def kind_of(node: Node) -> str:
    """What a thing is to a story; an empty text for what it has no word for."""
    for type in node.types:
        if type == "Person":
            return "person"
        if type.endswith("Organization") or type in _ORGANIZATIONS:
            return "organization"
        if type in ("Quotation", "Claim", "ClaimReview", "Observation", "QuantitativeValue", "CorrectionComment"):
            return type
        if type.endswith("Event") or type in _EVENTS:
            return "Event"
    return ""
