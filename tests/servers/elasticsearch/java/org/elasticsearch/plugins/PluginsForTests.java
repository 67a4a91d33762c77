package org.elasticsearch.plugins;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.elasticsearch.env.Environment;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.AnalyzerScope;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.transport.netty4.Netty4Plugin;

/** The plugins of the server: HTTP, and the analyzer that the full server calls `finnish`. */
public final class PluginsForTests extends PluginsService {
    private final List<LoadedPlugin> plugins =
        List.of(loaded(new Netty4Plugin()), loaded(new FinnishPlugin()));

    public PluginsForTests(Environment environment) {
        super(
            environment.settings(),
            environment.configDir(),
            new PluginsLoader(Set.of(), Set.of(), Map.of()));
    }

    @Override
    protected List<LoadedPlugin> plugins() {
        return plugins;
    }

    private static LoadedPlugin loaded(Plugin plugin) {
        String name = plugin.getClass().getName();
        PluginDescriptor descriptor =
            new PluginDescriptor(name, name, "", "", "", name, null, List.of(), false, false, false, false);
        return new LoadedPlugin(descriptor, plugin, plugin.getClass().getClassLoader());
    }

    private static final class FinnishPlugin extends Plugin implements AnalysisPlugin {
        @Override
        public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
            return Map.of("finnish", (index, environment, name, settings) -> new FinnishProvider(name));
        }
    }

    private record FinnishProvider(String name, FinnishAnalyzer get)
        implements AnalyzerProvider<FinnishAnalyzer> {
        private FinnishProvider(String name) {
            this(name, new FinnishAnalyzer());
        }

        @Override
        public AnalyzerScope scope() {
            return AnalyzerScope.INDEX;
        }
    }
}
