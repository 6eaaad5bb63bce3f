import LeaderboardService
import ServiceKit

await ServiceProcess.run(.leaderboard, metricDescriptions: LeaderboardProcess.metricDescriptions) { context in
    try LeaderboardProcess.compose(context)
}
