package io.gradstream.serving.grpc;

import io.gradstream.serving.protocol.InferenceProtocol;
import io.grpc.BindableService;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;

/** Whether the service has a model, by gRPC's own protocol for that. Thread safe. */
final class Health {

  private final InferenceProtocol protocol;
  private final HealthStatusManager statuses = new HealthStatusManager();

  Health(InferenceProtocol protocol) {
    this.protocol = protocol;
    refresh();
  }

  BindableService service() {
    return statuses.getHealthService();
  }

  /** Tells those who watch, too. */
  void refresh() {
    ServingStatus now = protocol.isReady() ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
    statuses.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, now);
    statuses.setStatus(Methods.SERVICE, now);
  }
}
