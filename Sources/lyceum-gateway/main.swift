import Gateway
import ServiceKit

await ServiceProcess.run(.gateway) { context in try await GatewayProcess.compose(context) }
