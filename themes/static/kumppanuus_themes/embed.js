// <kumppanuus-feed region="pohjoinen" kind="events" count="5"><a href="…">…</a></kumppanuus-feed>
// shows what a partnership table publishes, on any site and in the table's brand. The link inside
// stands until there is something to show. The guide is docs/embedding.md. SITE, the languages and
// the time zone of the site, is written before it by the view that serves it.

const SERVICE = new URL("../", import.meta.url);
const PATIENCE = 10_000; // milliseconds
const COUNT = 5;
const MOST = 20;
const LEVEL = 3;
const LOCALES = { fi: "fi-FI", sv: "sv-FI", en: "en-GB" };
const TONES = {
  danger: ["CANCELLED", "OVERDUE", "REJECTED"],
  warning: ["MOVED", "WAITING", "PARTLY"],
  success: ["MINUTES_PUBLISHED", "ACCEPTED", "REPLIED"],
  info: ["AGENDA_PUBLISHED", "GIVEN", "NOTED"],
};

// --- what is asked --------------------------------------------------------------------------

const OF = "region: $region, language: $language, first: $count";
const HAPPENING = "title url startsAt endsAt place state";
const LISTS = {
  events: `events(${OF}, upcoming: true) { nodes { ${HAPPENING} lead } }`,
  news: `news(${OF}) { nodes { title url date lead } }`,
  statements: `statements(${OF}) {
    nodes { title url givenOn status outcome summary addressee { name } } }`,
  meetings: `meetings(${OF}, upcoming: true) { nodes { ${HAPPENING} stage } }
    past: meetings(${OF}, upcoming: false) { nodes { ${HAPPENING} stage } }`,
};
const REGION = "region(slug: $region, language: $language) { title url theme { cssUrl } }";
const ARGUMENTS = "$region: String!, $language: Language!";
const QUERIES = { search: `query KumppanuusRegion(${ARGUMENTS}) { ${REGION} }` };
for (const [kind, list] of Object.entries(LISTS)) {
  QUERIES[kind] = `query KumppanuusFeed(${ARGUMENTS}, $count: Int!) { ${REGION} ${list} }`;
}
const SEARCH = `query KumppanuusSearch($words: String!, $region: [String!], $language: Language!,
  $count: Int!) { search(query: $words, region: $region, language: $language, first: $count) {
  totalCount didYouMean nodes { title url kind date state
    fragments { segments { text isMarked } } match { kind title url } } } }`;

function patience() {
  const asking = new AbortController();
  setTimeout(() => asking.abort(), PATIENCE);
  return asking;
}

// The one place that knows how the service is asked.
async function ask(query, variables, signal) {
  const address = new URL("graphql/", SERVICE);
  const compact = query.replace(/\s+/g, " ");
  address.search = new URLSearchParams({ query: compact, variables: JSON.stringify(variables) });
  const headers = { Accept: "application/json" };
  const response = await fetch(address, { credentials: "omit", headers, signal });
  const { data, errors } = await response.json();
  if (errors) throw new Error(errors[0].message);
  return data;
}

// --- languages ------------------------------------------------------------------------------

// The element's own words; in English where it has none in the language.
function textsIn(language) {
  return TEXTS[language] ?? TEXTS.en;
}

// As GraphQL calls it: EN_GB for en-gb.
function nameOf(language) {
  return language.toUpperCase().replaceAll("-", "_");
}

// --- what is shown --------------------------------------------------------------------------

// Text always becomes text nodes: nothing that is shown is read as markup.
function make(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children.flat(Infinity).filter(Boolean));
  return node;
}

function link(address, ...words) {
  const isSafe = /^https?:\/\//.test(address);
  return isSafe ? make("a", { href: address }, ...words) : make("span", {}, ...words);
}

class Writer {
  constructor({ language, level }) {
    this.texts = textsIn(language);
    this.locale = LOCALES[language] ?? language;
    this.heading = `h${level}`;
  }

  events(node) {
    const meta = [this.when(node), this.after(node.place)];
    return this.item(node, meta, [node.state, node.stage], node.lead);
  }

  news(node) {
    return this.item(node, [this.on(node.date)], [], node.lead);
  }

  statements(node) {
    const to = node.addressee?.name;
    const meta = node.givenOn ? [this.on(node.givenOn), this.after(to)] : [to];
    return this.item(node, meta, [node.status, node.outcome], node.summary);
  }

  meetings(node) {
    return this.events(node);
  }

  search(node) {
    const date = node.date && [" · ", this.on(node.date)];
    const words = node.fragments.map(({ segments }) =>
      make("p", {}, segments.map(({ text, isMarked }) => (isMarked ? make("mark", {}, text) : text))));
    const { match } = node;
    const place = match && make("p", { class: "meta" },
      this.texts[match.kind.toLowerCase()], " ", link(match.url, match.title, this.page(match.url)));
    return this.item(node, [this.texts.kinds[node.kind], date], [node.state], words, place);
  }

  item(node, meta, states, ...more) {
    const paragraph = (words) => (typeof words === "string" && words ? make("p", {}, words) : words);
    return make("li", {},
      make(this.heading, {}, link(node.url, node.title)),
      make("p", { class: "meta" }, meta, states.map((state) => this.badge(state))),
      more.flat().map(paragraph));
  }

  badge(state) {
    const label = this.texts.states[state];
    const tone = Object.keys(TONES).find((name) => TONES[name].includes(state)) ?? "plain";
    return label && [" ", make("span", { class: `badge ${tone}` }, label)];
  }

  page(address) {
    const number = address.split("#page=")[1];
    return number ? `, ${this.texts.page.replace("#", number)}` : "";
  }

  after(words) {
    return words && ` · ${words}`;
  }

  when({ startsAt, endsAt }) {
    const isWholeDays = [startsAt, endsAt].every((moment) => moment && this.isMidnight(moment));
    const full = (moment) => this.time(moment,
      this.day(moment) + (isWholeDays ? "" : ` ${this.texts.at} ${this.clock(moment)}`));
    const isOneDay = endsAt && this.day(startsAt) === this.day(endsAt);
    if (!endsAt || (isWholeDays && isOneDay)) return full(startsAt);
    const end = isOneDay ? this.time(endsAt, this.clock(endsAt)) : full(endsAt);
    return make("span", {}, full(startsAt), isOneDay ? "–" : " – ", end);
  }

  on(day) {
    return this.time(day, this.day(day));
  }

  time(moment, words) {
    return make("time", { datetime: moment }, words);
  }

  day(moment) {
    const month = this.locale === "fi-FI" ? "numeric" : "short";
    const weekday = moment.includes("T") ? { weekday: "short" } : {};
    return this.format(moment, { ...weekday, day: "numeric", month, year: "numeric" });
  }

  clock(moment) {
    return this.format(moment, { hour: "numeric", minute: "2-digit" });
  }

  isMidnight(moment) {
    return this.format(moment, { timeStyle: "medium" }, "sv-SE") === "00:00:00";
  }

  format(moment, shape, locale = this.locale) {
    const options = { timeZone: SITE.timeZone, ...shape };
    return new Intl.DateTimeFormat(locale, options).format(new Date(moment));
  }

  found(count) {
    if (!count) return this.texts["no search"];
    return this.texts[new Intl.PluralRules(this.locale).select(count)].replace("#", count);
  }
}

// --- how it looks ---------------------------------------------------------------------------

const LOOK = new CSSStyleSheet();
LOOK.replaceSync(`
:host { display: block; box-sizing: border-box; line-height: 1.5; overflow-wrap: break-word; font-family: var(--kp-font-text); color: var(--kp-color-text); background: var(--kp-color-background); }
:host([hidden]) { display: none; }
.branded { border-top: 5px solid var(--kp-color-primary); padding: 1em; }
h2, h3, h4, h5, h6 { margin: 0 0 .2em; font: 700 1.15em/1.25 var(--kp-font-heading); }
p { margin: 0 0 .4em; }
p:empty { margin: 0; }
ul, ol { list-style: none; margin: 0 0 1em; padding: 0; }
li { padding: .8em 0; border-bottom: 1px solid var(--kp-color-divider); }
.branded a { color: var(--kp-color-link); text-underline-offset: .15em; }
.branded a:hover { color: var(--kp-color-link-hover); }
:focus-visible { outline: 3px solid var(--kp-color-focus, currentcolor); outline-offset: 2px; }
.meta { color: var(--kp-color-text-muted); }
.badge { display: inline-block; padding: .05em .6em; border-radius: 1em; font-size: .9em; font-weight: 700; background: var(--kp-color-tint); color: var(--kp-color-text); }
.badge::first-letter { text-transform: uppercase; }
${Object.keys(TONES).map((tone) => `.${tone} { background: var(--kp-color-${tone}-surface); color: var(--kp-color-${tone}); }`).join("\n")}
mark { background: var(--kp-color-accent); color: var(--kp-color-on-accent); }
form { display: flex; flex-wrap: wrap; gap: .3em .5em; margin: 0 0 1em; }
label { flex: 100%; font-weight: 700; }
input, button { font: inherit; padding: .5em .8em; min-height: 2.75em; box-sizing: border-box; border-radius: .4em; }
input { flex: 1; min-width: 0; color: inherit; background: var(--kp-color-background); border: 1px solid var(--kp-color-border); }
button { font-weight: 700; cursor: pointer; border: 2px solid var(--kp-color-primary); background: var(--kp-color-primary); color: var(--kp-color-on-primary); }
button:hover { background: var(--kp-color-primary-hover); }
@media (forced-colors: active) { .badge { border: 1px solid; } }
`);

const brands = new Map(); // address → promise of the sheet, which all elements of a page share

// The brand's custom properties become those of the element, so that a page may set its own.
async function fetchBrand(address) {
  const response = await fetch(address, { credentials: "omit", signal: patience().signal });
  if (!response.ok) throw new Error(`${address} answers ${response.status}`);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync((await response.text()).replace(":root", ":host"));
  return sheet;
}

async function brandOf(region) {
  const address = region.theme?.cssUrl ?? new URL("themes/city.css", SERVICE).href;
  if (!brands.has(address)) brands.set(address, fetchBrand(address));
  try {
    return [await brands.get(address)];
  } catch (error) {
    brands.delete(address);
    console.warn(`kumppanuus-feed: the brand is not shown: ${error.message}`);
    return [];
  }
}

// --- the element ----------------------------------------------------------------------------

class KumppanuusFeed extends HTMLElement {
  static observedAttributes = ["region", "kind", "count", "language", "heading-level"];
  #asking;

  connectedCallback() {
    if (!this.shadowRoot) this.attachShadow({ mode: "open" });
    this.#show();
  }

  disconnectedCallback() {
    this.#asking?.abort();
    this.#asking = undefined;
  }

  attributeChangedCallback(name, before, now) {
    if (this.shadowRoot && this.isConnected && before !== now) this.#show();
  }

  async #show() {
    const asked = this.#read();
    const texts = textsIn(asked.language);
    const status = make("p", { role: "status" });
    const section = make("section", { lang: asked.language }, status);
    this.shadowRoot.adoptedStyleSheets = [LOOK];
    this.shadowRoot.replaceChildren(section, make("slot", {}));
    await this.#during(section, status, texts, async (signal) => {
      if (!asked.region) throw new Error('give a region, such as region="pohjoinen"');
      if (!Object.hasOwn(QUERIES, asked.kind)) {
        throw new Error(`kind is one of ${Object.keys(QUERIES).join(", ")}, not “${asked.kind}”`);
      }
      const { region: slug, language, count } = asked;
      const variables = asked.kind === "search"
        ? { region: slug, language: nameOf(language) }
        : { region: slug, language: nameOf(language), count };
      const { region, ...lists } = await ask(QUERIES[asked.kind], variables, signal);
      if (!region) throw new Error(`there is no region “${slug}” in the language “${language}”`);
      const sheets = await brandOf(region);
      return () => {
        this.shadowRoot.adoptedStyleSheets = [...sheets, LOOK];
        section.setAttribute("class", "branded");
        section.setAttribute("aria-label", `${texts[asked.kind]}: ${region.title}`);
        if (asked.kind === "search") section.prepend(this.#form(asked, section, status));
        else section.append(this.#list(asked, lists));
        section.append(this.#ownLink(region));
        this.shadowRoot.replaceChildren(section);
        return "";
      };
    });
  }

  // Runs what asks the service; then what it gives shows the answer and says what the status is.
  // An answer that a later question has overtaken is dropped.
  async #during(section, status, texts, work) {
    this.#asking?.abort();
    const asking = (this.#asking = patience());
    section.setAttribute("aria-busy", "true");
    status.textContent = texts.loading;
    try {
      const show = await work(asking.signal);
      if (this.#asking === asking) status.textContent = show();
    } catch (error) {
      if (this.#asking !== asking) return;
      console.error(`kumppanuus-feed: ${error.message}`);
      status.textContent = texts.failed;
    } finally {
      if (this.#asking === asking) section.setAttribute("aria-busy", "false");
    }
  }

  #read() {
    return {
      region: this.getAttribute("region"),
      kind: this.getAttribute("kind"),
      count: this.#number("count", 1, MOST, COUNT),
      level: this.#number("heading-level", 2, 6, LEVEL),
      language: this.#language(),
    };
  }

  #number(name, least, most, fallback) {
    const value = this.getAttribute(name) ?? `${fallback}`;
    const number = /^\d{1,2}$/.test(value) ? Number(value) : NaN;
    if (number >= least && number <= most) return number;
    console.warn(`kumppanuus-feed: ${name} is ${least}–${most}, not “${value}”; ${fallback} is used`);
    return fallback;
  }

  #language() {
    const { languages, language } = SITE;
    const value = this.getAttribute("language") ?? language;
    if (languages.includes(value)) return value;
    const known = languages.join(", ");
    console.warn(`kumppanuus-feed: language is one of ${known}, not “${value}”; ${language} is used`);
    return language;
  }

  #list(asked, { past, ...lists }) {
    const rows = [lists[asked.kind], past].flatMap((list) => list?.nodes ?? []).slice(0, asked.count);
    if (!rows.length) return make("p", {}, textsIn(asked.language)[`no ${asked.kind}`]);
    const writer = new Writer(asked);
    return make("ul", { role: "list" }, rows.map((row) => writer[asked.kind](row)));
  }

  // The page's link in the brand's colours; without one, to the region.
  #ownLink(region) {
    const given = this.querySelector("a[href]");
    const words = given?.textContent.trim() || region.title;
    return make("p", {}, link(given?.href ?? region.url, words));
  }

  #form(asked, section, status) {
    const texts = textsIn(asked.language);
    const field = make("input", { id: "words", type: "search", name: "q", required: "" });
    const form = make("form", { role: "search" },
      make("label", { for: "words" }, texts.words), field, make("button", {}, texts.submit));
    const results = make("div", {});
    status.after(results);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const words = field.value;
      this.#during(section, status, texts, async (signal) => {
        const { region, language, count } = asked;
        const variables = { words, region, language: nameOf(language), count };
        const { search } = await ask(SEARCH, variables, signal);
        return () => {
          results.replaceChildren(...this.#results(asked, words, search));
          return new Writer(asked).found(search.totalCount);
        };
      });
    });
    return form;
  }

  #results(asked, words, { nodes, totalCount, didYouMean }) {
    const texts = textsIn(asked.language);
    const writer = new Writer(asked);
    const prefix = asked.language === SITE.language ? "" : `${asked.language}/`;
    const all = new URL(`${prefix}haku/`, SERVICE);
    all.search = new URLSearchParams({ q: words, region: asked.region });
    return [
      didYouMean && make("p", {}, texts.instead, " ", make("strong", {}, didYouMean)),
      nodes.length && make("ol", { role: "list" }, nodes.map((node) => writer.search(node))),
      totalCount > nodes.length && make("p", {}, link(all.href, texts.all)),
    ].filter(Boolean);
  }
}

customElements.define("kumppanuus-feed", KumppanuusFeed);
