"use strict";

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: window.location.pathname }),
    defaultEditorToolsVisibility: true,
    defaultQuery: document.getElementById("default-query").textContent.trim(),
    query: new URLSearchParams(window.location.search).get("query") || undefined,
  }),
);
