import Gateway
import ServiceKit

await ServiceProcess.run(.gateway) { context in try GatewayProcess.compose(context) }
