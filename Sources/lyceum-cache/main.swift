import CacheService
import ServiceKit

await ServiceProcess.run(.cache, metricDescriptions: CacheProcess.metricDescriptions) { context in
    try CacheProcess.compose(context)
}
