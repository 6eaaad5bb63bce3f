import Gateway
import ServiceKit

await ServiceProcess.run(.gateway, metricDescriptions: GatewayProcess.metricDescriptions) { context in
    try await GatewayProcess.compose(context)
}
