import java.util.List;
import org.codelibs.opensearch.runner.OpenSearchRunner;

/** One node on loopback. It ends with SIGTERM, or as soon as the process -Dparent= is gone. */
public class SearchServer {
    public static void main(String[] none) throws Exception {
        List<String> peers = List.of(System.getProperty("peers").split(","));
        long parent = Long.getLong("parent", 0);
        OpenSearchRunner runner = new OpenSearchRunner();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                runner.close();
            } catch (Exception error) {
                error.printStackTrace();
            }
        }));
        runner.onBuild((number, settings) -> {
            settings.put("node.name", System.getProperty("name"));
            settings.put("network.host", "127.0.0.1");
            settings.put("http.port", System.getProperty("http"));
            settings.put("transport.port", System.getProperty("transport"));
            settings.put("discovery.type", "zen");
            settings.putList("discovery.seed_hosts", peers);
            settings.putList("cluster.initial_cluster_manager_nodes", List.of(System.getProperty("managers").split(",")));
            // A full disk of a laptop is no reason to refuse writes.
            settings.put("cluster.routing.allocation.disk.threshold_enabled", false);
        }).build("-basePath", System.getProperty("folder"), "-numOfNode", "1", "-clusterName", "dialograum");
        while (!runner.isClosed() && (parent == 0 || ProcessHandle.of(parent).map(ProcessHandle::isAlive).orElse(false))) {
            Thread.sleep(1000);
        }
        System.exit(0);
    }
}
