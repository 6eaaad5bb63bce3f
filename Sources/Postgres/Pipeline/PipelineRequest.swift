import NIOCore

/// What a pipeline must know of a request; tests use a bare value.
protocol PipelineRequest {
    var id: UInt64 { get }
    var work: Work { get }
    var placement: Placement { get }
    var deadline: NIODeadline { get }
}
