import CFuzzer
import Foundation

// libFuzzer parses the arguments; which target it feeds is said by the environment. Its own main function is not used,
// because SwiftPM names the program's.
var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
exit(LLVMFuzzerRunDriver(&count, &arguments) { data, size in testOneInput(data, size) })
