// The words of <kumppanuus-feed>, which are served before its script. Quoted as JSON is, for the
// tests to read. "states" are values of GraphQL's enums.
const TEXTS = {
  "fi": {
    "events": "Tulevat tapahtumat", "news": "Uusimmat uutiset", "statements": "Lausunnot",
    "meetings": "Kokoukset", "search": "Haku",
    "no events": "Tapahtumia ei ole tiedossa.", "no news": "Uutisia ei vielä ole.",
    "no statements": "Lausuntoja ei vielä ole.", "no meetings": "Kokouksia ei vielä ole.",
    "no search": "Mitään ei löytynyt. Kokeile toisia sanoja.",
    "loading": "Haetaan…",
    "failed": "Sisältöä ei juuri nyt saada näkyviin. Löydät sen linkistä.",
    "words": "Hakusanat", "submit": "Hae", "all": "Näytä kaikki hakutulokset",
    "one": "# sivu löytyi.", "other": "# sivua löytyi.",
    "instead": "Näillä sanoilla ei löytynyt mitään. Tässä ovat tulokset haulle:",
    "at": "klo", "agenda_item": "Asiakohta:", "file": "Tiedosto:", "page": "sivu #",
    "kinds": {
      "MEETING": "kokous", "STATEMENT": "lausunto", "EVENT": "tapahtuma", "NEWS": "uutinen",
      "PUBLICATION": "julkaisu", "REGION": "kumppanuuspöytä", "TERM": "toimikausi", "INFO": "tietosivu"
    },
    "states": {
      "MOVED": "siirretty", "CANCELLED": "peruttu", "PLANNED": "suunniteltu",
      "AGENDA_PUBLISHED": "esityslista julkaistu", "MINUTES_PUBLISHED": "muistio julkaistu",
      "PREPARING": "valmisteilla", "GIVEN": "annettu tiedoksi", "WAITING": "odottaa vastausta",
      "OVERDUE": "vastaus myöhässä", "REPLIED": "vastattu", "ACCEPTED": "hyväksytty",
      "PARTLY": "hyväksytty osittain", "NOTED": "merkitty tiedoksi", "REJECTED": "hylätty"
    }
  },
  "sv": {
    "events": "Kommande evenemang", "news": "Senaste nytt", "statements": "Utlåtanden",
    "meetings": "Möten", "search": "Sökning",
    "no events": "Inga evenemang är kända.", "no news": "Det finns inga nyheter ännu.",
    "no statements": "Det finns inga utlåtanden ännu.", "no meetings": "Det finns inga möten ännu.",
    "no search": "Inget hittades. Pröva andra ord.",
    "loading": "Hämtar…",
    "failed": "Innehållet kan inte visas just nu. Du hittar det via länken.",
    "words": "Sökord", "submit": "Sök", "all": "Visa alla sökresultat",
    "one": "# sida hittades.", "other": "# sidor hittades.",
    "instead": "Inget hittades med dessa ord. Här är resultaten för:",
    "at": "kl.", "agenda_item": "Ärende:", "file": "Fil:", "page": "sida #",
    "kinds": {
      "MEETING": "möte", "STATEMENT": "utlåtande", "EVENT": "evenemang", "NEWS": "nyhet",
      "PUBLICATION": "publikation", "REGION": "partnerskapsbord", "TERM": "mandatperiod", "INFO": "informationssida"
    },
    "states": {
      "MOVED": "flyttat", "CANCELLED": "inställt", "PLANNED": "planeras",
      "AGENDA_PUBLISHED": "föredragningslista publicerad", "MINUTES_PUBLISHED": "protokoll publicerat",
      "PREPARING": "under beredning", "GIVEN": "getts för kännedom", "WAITING": "väntar på svar",
      "OVERDUE": "svaret är försenat", "REPLIED": "besvarat", "ACCEPTED": "godkänt",
      "PARTLY": "delvis godkänt", "NOTED": "antecknat för kännedom", "REJECTED": "avslaget"
    }
  },
  "en": {
    "events": "Upcoming events", "news": "Latest news", "statements": "Statements",
    "meetings": "Meetings", "search": "Search",
    "no events": "No events have been announced.", "no news": "There is no news yet.",
    "no statements": "There are no statements yet.", "no meetings": "There are no meetings yet.",
    "no search": "Nothing was found. Try other words.",
    "loading": "Loading…",
    "failed": "The content cannot be shown right now. The link leads to it.",
    "words": "Words to look for", "submit": "Search", "all": "Show all results",
    "one": "# page was found.", "other": "# pages were found.",
    "instead": "Nothing was found as typed. These are the results of:",
    "at": "at", "agenda_item": "Agenda item:", "file": "File:", "page": "page #",
    "kinds": {
      "MEETING": "meeting", "STATEMENT": "statement", "EVENT": "event", "NEWS": "news post",
      "PUBLICATION": "publication", "REGION": "region", "TERM": "term of office", "INFO": "information page"
    },
    "states": {
      "MOVED": "moved", "CANCELLED": "cancelled", "PLANNED": "planned",
      "AGENDA_PUBLISHED": "agenda published", "MINUTES_PUBLISHED": "minutes published",
      "PREPARING": "being prepared", "GIVEN": "given for information",
      "WAITING": "waiting for a reply", "OVERDUE": "reply is overdue", "REPLIED": "replied",
      "ACCEPTED": "accepted", "PARTLY": "partly accepted", "NOTED": "noted", "REJECTED": "rejected"
    }
  }
};
