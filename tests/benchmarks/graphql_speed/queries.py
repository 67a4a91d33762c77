"""What is asked, of ours and of the stock project: the same fields of the same content."""

import json
from urllib.parse import quote

REGION = "pohjoinen"
PERSISTED = f"/graphql/?documentId=RegionEmbed&variables={quote(json.dumps({'region': REGION}))}"
_PAGE = "id title url path publishedAt"
_WHEN = "kind state startsAt endsAt place"
EMBED = f"""{{ region(slug: "{REGION}") {{
  id title slug url theme {{ name colours {{ primary secondary }} }}
  upcomingEvents(first: 5) {{ {_PAGE} {_WHEN} onlineUrl lead }}
  latestNews(first: 5) {{ {_PAGE} date lead }}
  latestStatements(first: 5) {{ {_PAGE} kind status outcome givenOn dueOn summary plainSummary }}
  latestMeetings(first: 5) {{ {_PAGE} {_WHEN} stage }}
}} }}"""
LIST = (
    "{ events(first: 100) { nodes { id title url path publishedAt updatedAt searchDescription"
    " kind organiserRole state startsAt endsAt place latitude longitude onlineUrl lead"
    " accessibility registrationUrl participants } } }"
)
LIST_COLUMNS = (
    *("uuid", "title", "url_path", "first_published_at", "last_published_at"),
    *("search_description", "kind", "organiser_role", "state", "starts_at", "ends_at", "place"),
    *("latitude", "longitude", "online_url", "lead", "accessibility", "registration_url"),
    "participants",
)

# Grapple's roots cannot narrow to a region, or to what is to come: it has less to do.
_STOCK_PAGE = "id title url urlPath firstPublishedAt"
STOCK_EMBED = f"""{{
  region(slug: "{REGION}") {{ id title slug url brandName primary secondary }}
  events(limit: 5, order: "-starts_at") {{ {_STOCK_PAGE} {_WHEN} onlineUrl lead }}
  newsPosts(limit: 5, order: "-date") {{ {_STOCK_PAGE} date lead }}
  statements(limit: 5, order: "-given_on") {{
    {_STOCK_PAGE} kind status outcome givenOn dueOn summary plainSummary
  }}
  meetings(limit: 5, order: "-starts_at") {{ {_STOCK_PAGE} {_WHEN} stage }}
}}"""
STOCK_LIST = (
    '{ events(limit: 100, order: "-starts_at") { id title url urlPath firstPublishedAt'
    " lastPublishedAt searchDescription kind organiserRole state startsAt endsAt place latitude"
    " longitude onlineUrl lead accessibility registrationUrl participants } }"
)
