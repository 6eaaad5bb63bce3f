import CacheService
import ServiceKit

await ServiceProcess.run(.cache) { context in try CacheProcess.compose(context) }
