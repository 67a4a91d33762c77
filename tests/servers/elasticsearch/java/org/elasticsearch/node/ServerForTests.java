package org.elasticsearch.node;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.plugins.PluginsForTests;
import org.elasticsearch.plugins.PluginsLoader;
import org.elasticsearch.plugins.PluginsService;

/** One node of Elasticsearch from its published jars; its settings are the arguments, as name=value. */
public final class ServerForTests extends Node {
    private static final class Services extends NodeServiceProvider {
        @Override
        PluginsService newPluginService(Environment environment, PluginsLoader loader) {
            return new PluginsForTests(environment);
        }
    }

    private ServerForTests(Environment environment) {
        super(NodeConstruction.prepareConstruction(environment, null, new Services(), true));
    }

    public static void main(String[] arguments) throws Exception {
        LogConfigurator.configureESLogging();
        Settings.Builder settings = Settings.builder();
        for (String argument : arguments) {
            String[] setting = argument.split("=", 2);
            settings.put(setting[0], setting[1]);
        }
        Path home = Path.of(settings.get("path.home"));
        Node node = new ServerForTests(new Environment(settings.build(), home.resolve("config")));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
        node.start();
        // The input ends with the process that started this one, however it ends.
        System.in.transferTo(OutputStream.nullOutputStream());
        System.exit(0);
    }

    private static void close(Node node) {
        try {
            node.close();
            node.awaitClose(10, TimeUnit.SECONDS);
        } catch (Exception problem) {
            problem.printStackTrace();
        }
    }
}
