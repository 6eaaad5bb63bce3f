import CourseService
import ServiceKit

await ServiceProcess.run(.course) { context in try CourseProcess.compose(context) }
