import Testing

@testable import PureTokenizers
