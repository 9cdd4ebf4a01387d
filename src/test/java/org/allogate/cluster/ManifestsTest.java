package org.allogate.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manifests are what Kubernetes takes, fit one another, and fit the server. */
class ManifestsTest {
  private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|ENCRYPTION_KEYS).*");
  private static final Path SERVER = Path.of("server-config", "allogate.xml");

  private final DeploymentSpec deployment = Manifests.the(Deployment.class).getSpec();
  private final PodSpec pod = deployment.getTemplate().getSpec();
  private final Container container = pod.getContainers().get(0);
  private final Map<String, String> labels = deployment.getTemplate().getMetadata().getLabels();

  @Test
  void hasEveryFileButTheSecretsInTheKustomization() {
    JsonNode kustomization =
        Manifests.trees(Manifests.FOLDER.resolve(Manifests.KUSTOMIZATION)).get(0);
    List<String> names = Manifests.files().stream().map(it -> it.getFileName().toString()).toList();
    assertThat(kustomization.path("resources"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(
            names.stream().filter(name -> !name.equals("secrets.yaml")).toList());
    assertThat(container.getImage())
        .isEqualTo("allogate:" + kustomization.path("images").path(0).path("newTag").asText());
  }

  @Test
  void refusesMembersThatKubernetesDoesNotKnow() {
    for (Path file : Manifests.files()) {
      for (JsonNode tree : Manifests.trees(file)) {
        Manifests.object(tree);
        ((ObjectNode) tree.path("metadata")).put("anme", "x");
        assertThatThrownBy(() -> Manifests.object(tree)).hasMessageContaining("anme");
      }
    }
  }

  @Test
  void selectsTheDeploymentsPods() {
    assertThat(labels).containsAllEntriesOf(deployment.getSelector().getMatchLabels());
    assertThat(labels).containsAllEntriesOf(Manifests.the(Service.class).getSpec().getSelector());
    assertThat(labels)
        .containsAllEntriesOf(
            Manifests.the(PodDisruptionBudget.class).getSpec().getSelector().getMatchLabels());
    assertThat(labels)
        .containsAllEntriesOf(
            Manifests.the(NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels());
    assertThat(pod.getTopologySpreadConstraints())
        .isNotEmpty()
        .allSatisfy(
            it -> assertThat(labels).containsAllEntriesOf(it.getLabelSelector().getMatchLabels()));
    assertThat(pod.getServiceAccountName())
        .isEqualTo(Manifests.the(ServiceAccount.class).getMetadata().getName());
  }

  @Test
  void replacesAndDrainsPodsOneByOne() {
    var update = deployment.getStrategy().getRollingUpdate();
    assertThat(update.getMaxUnavailable().getIntVal()).isZero();
    assertThat(update.getMaxSurge().getIntVal()).isPositive();
    var scaling = Manifests.the(HorizontalPodAutoscaler.class).getSpec();
    assertThat(scaling.getScaleTargetRef().getName())
        .isEqualTo(Manifests.the(Deployment.class).getMetadata().getName());
    assertThat(scaling.getMinReplicas()).isGreaterThanOrEqualTo(2);
    assertThat(deployment.getReplicas()).as("the autoscaler's to say").isNull();
    var budget = Manifests.the(PodDisruptionBudget.class).getSpec();
    assertThat(budget.getMaxUnavailable().getIntVal()).isBetween(1, scaling.getMinReplicas() - 1);
  }

  @Test
  void waitsAsLongAsTheServerMayTakeToEnd() throws IOException {
    List<String> preStop = container.getLifecycle().getPreStop().getExec().getCommand();
    assertThat(preStop).hasSize(2).first().isEqualTo("/bin/sleep");
    int most = 30;
    assertThat(seconds("chainQuiesceTimeout")).isLessThanOrEqualTo(most);
    assertThat(pod.getTerminationGracePeriodSeconds())
        .isGreaterThan(Integer.parseInt(preStop.get(1)) + most + seconds("stopTimeout"));
  }

  private static int seconds(String attribute) throws IOException {
    Matcher value = Pattern.compile(attribute + "=\"(\\d+)s\"").matcher(Files.readString(SERVER));
    assertThat(value.find()).as(attribute).isTrue();
    return Integer.parseInt(value.group(1));
  }

  @Test
  void asksTheServersOwnProbes() throws IOException {
    assertThat(Files.readString(SERVER)).contains("<feature>mpHealth-");
    probes(container.getStartupProbe(), "/health/started");
    probes(container.getReadinessProbe(), "/health/ready");
    probes(container.getLivenessProbe(), "/health/live");
  }

  private void probes(Probe probe, String path) {
    assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
    assertThat(probe.getHttpGet().getScheme()).isEqualTo("HTTPS");
    isAPort(probe.getHttpGet().getPort().getStrVal());
  }

  private void isAPort(String name) {
    assertThat(container.getPorts()).anyMatch(port -> port.getName().equals(name));
  }

  @Test
  void leadsToThePodsPort() {
    var service = Manifests.the(Service.class);
    var port = service.getSpec().getPorts().get(0);
    isAPort(port.getTargetPort().getStrVal());
    assertThat(value("ALLOGATE_HTTPS_PORT"))
        .isEqualTo(container.getPorts().get(0).getContainerPort().toString());
    assertThat(paths())
        .isNotEmpty()
        .allSatisfy(
            path -> {
              assertThat(path.getBackend().getService().getName())
                  .isEqualTo(service.getMetadata().getName());
              assertThat(path.getBackend().getService().getPort().getName())
                  .isEqualTo(port.getName());
            });
  }

  @Test
  void showsEveryOperationAndNothingElse() throws IOException {
    JsonNode contract = Manifests.trees(Path.of("openapi", "openapi.yaml")).get(0).path("paths");
    Set<String> called = new TreeSet<>(Set.of("/console/", "/openapi"));
    contract.fieldNames().forEachRemaining(called::add);
    assertThat(called).hasSizeGreaterThan(20).allMatch(this::isShown);
    assertThat(List.of("/health", "/health/ready", "/metrics", "/openapi/ui/", "/"))
        .noneMatch(this::isShown);
  }

  private boolean isShown(String path) {
    return paths().stream()
        .anyMatch(
            it ->
                it.getPathType().equals("Exact")
                    ? path.equals(it.getPath())
                    : (path + "/").startsWith(it.getPath() + "/"));
  }

  private static List<HTTPIngressPath> paths() {
    return Manifests.all(Ingress.class).stream()
        .flatMap(ingress -> ingress.getSpec().getRules().stream())
        .flatMap(rule -> rule.getHttp().getPaths().stream())
        .toList();
  }

  @Test
  void setsWhatIsASetting() {
    assertThat(Settings.asVariables())
        .hasSizeGreaterThan(40)
        .containsAll(variables().filter(name -> name.startsWith("ALLOGATE_")).toList());
  }

  @Test
  void takesSecretsFromSecretsAlone() {
    assertThat(Manifests.the(ConfigMap.class).getData().keySet())
        .noneMatch(name -> SECRET.matcher(name).matches());
    Map<String, Secret> secrets =
        Manifests.all(Secret.class).stream()
            .collect(Collectors.toMap(it -> it.getMetadata().getName(), it -> it));
    for (EnvVar variable : container.getEnv()) {
      if (SECRET.matcher(variable.getName()).matches()) {
        SecretKeySelector key = variable.getValueFrom().getSecretKeyRef();
        assertThat(secrets.get(key.getName()).getStringData()).containsKey(key.getKey());
      }
    }
    assertThat(secrets.values())
        .allSatisfy(
            it ->
                assertThat(
                        Stream.of(it.getStringData(), it.getData())
                            .flatMap(values -> values.values().stream()))
                    .as("a template")
                    .allMatch(String::isEmpty));
  }

  private Stream<String> variables() {
    return Stream.concat(
        Manifests.the(ConfigMap.class).getData().keySet().stream(),
        container.getEnv().stream().map(EnvVar::getName));
  }

  private String value(String variable) {
    return container.getEnv().stream()
        .filter(it -> it.getName().equals(variable))
        .findFirst()
        .map(EnvVar::getValue)
        .orElseThrow();
  }

  @Test
  void runsAsNobodyInParticularWithBounds() throws IOException {
    assertThat(pod.getContainers()).hasSize(1);
    assertThat(container.getImage()).matches(".+:\\d+\\.\\d+\\.\\d+");
    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getEnableServiceLinks()).as("ALLOGATE_PORT would be a setting").isFalse();
    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(Files.readString(Manifests.FOLDER.resolve("Containerfile")))
        .contains("USER " + pod.getSecurityContext().getRunAsUser() + ":");
    SecurityContext security = container.getSecurityContext();
    assertThat(security.getReadOnlyRootFilesystem()).isTrue();
    assertThat(security.getAllowPrivilegeEscalation()).isFalse();
    assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
    Map<String, Quantity> limits = container.getResources().getLimits();
    assertThat(limits).containsKeys("cpu", "memory", "ephemeral-storage");
    assertThat(container.getResources().getRequests().get("memory"))
        .isEqualTo(limits.get("memory"));
    assertThat(limits.get("memory").getNumericalAmount().longValueExact())
        .as("the heap of jvm.options and the rest")
        .isGreaterThanOrEqualTo((1L << 30) + (1L << 29));
    assertThat(Files.readString(SERVER.resolveSibling("jvm.options"))).contains("-Xmx1g");
  }

  /** The root is read-only: a folder that the image names must be mounted. */
  @Test
  void mountsWhereTheServerWrites() throws IOException {
    String image = Files.readString(Manifests.FOLDER.resolve("Containerfile"));
    Set<String> mounted =
        container.getVolumeMounts().stream()
            .map(VolumeMount::getMountPath)
            .collect(Collectors.toSet());
    for (Matcher folder = Pattern.compile("(?:WLP_OUTPUT_DIR|LOG_DIR)=(/\\S+)").matcher(image);
        folder.find(); ) {
      String path = folder.group(1);
      assertThat(mounted).anyMatch(it -> path.startsWith(it + "/"));
    }
    assertThat(mounted).contains("/tmp");
    assertThat(pod.getVolumes())
        .extracting(volume -> volume.getName())
        .containsExactlyInAnyOrderElementsOf(
            container.getVolumeMounts().stream().map(VolumeMount::getName).toList());
  }
}
