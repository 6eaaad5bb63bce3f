import LeaderboardService
import ServiceKit

await ServiceProcess.run(.leaderboard) { try LeaderboardProcess.compose($0) }
