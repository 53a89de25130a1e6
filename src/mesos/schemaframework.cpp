// SPDX-FileCopyrightText: The Mesoscribe authors
// SPDX-License-Identifier: Apache-2.0
#include "mesos/schemafields.h"
#include "mesos/schemamessages.h"

/// FrameworkInfo and offer constraints (mesos.proto). Fields in the order of the file, which is the order on the wire.
namespace mesoscribe::schema {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr FieldSchema frameworkInfoFields[] = {
    required("user"_L1, 1, FieldType::String),
    required("name"_L1, 2, FieldType::String),
    optional("id"_L1, 3, frameworkId),
    optional("failover_timeout"_L1, 4, FieldType::Double, "0.0"_L1),
    optional("checkpoint"_L1, 5, FieldType::Bool, "false"_L1),
    deprecated(optional("role"_L1, 6, FieldType::String, "*"_L1)),
    repeated("roles"_L1, 12, FieldType::String),
    optional("hostname"_L1, 7, FieldType::String),
    optional("principal"_L1, 8, FieldType::String),
    optional("webui_url"_L1, 9, FieldType::String),
    repeated("capabilities"_L1, 10, frameworkInfoCapability),
    optional("labels"_L1, 11, labels),
    map("offer_filters"_L1, 13, offerFilters),
};

constexpr QLatin1StringView frameworkInfoCapabilityTypeValues[] = {
    "UNKNOWN"_L1,       "REVOCABLE_RESOURCES"_L1,    "TASK_KILLING_STATE"_L1,
    "GPU_RESOURCES"_L1, "SHARED_RESOURCES"_L1,       "PARTITION_AWARE"_L1,
    "MULTI_ROLE"_L1,    "RESERVATION_REFINEMENT"_L1, "REGION_AWARE"_L1};
constinit const EnumSchema frameworkInfoCapabilityType{"FrameworkInfo.Capability.Type"_L1,
                                                       frameworkInfoCapabilityTypeValues};

constexpr FieldSchema frameworkInfoCapabilityFields[] = {
    optional("type"_L1, 1, frameworkInfoCapabilityType),
};

constexpr FieldSchema offerFiltersFields[] = {
    optional("min_allocatable_resources"_L1, 1, offerFiltersMinAllocatableResources),
};

constexpr FieldSchema offerFiltersResourceQuantitiesFields[] = {
    map("quantities"_L1, 1, valueScalar),
};

constexpr FieldSchema offerFiltersMinAllocatableResourcesFields[] = {
    repeated("quantities"_L1, 1, offerFiltersResourceQuantities),
};

constexpr FieldSchema labelsFields[] = {
    repeated("labels"_L1, 1, label),
};

constexpr FieldSchema labelFields[] = {
    required("key"_L1, 1, FieldType::String),
    optional("value"_L1, 2, FieldType::String),
};

constexpr FieldSchema attributeConstraintFields[] = {
    required("selector"_L1, 1, attributeConstraintSelector),
    required("predicate"_L1, 2, attributeConstraintPredicate),
};

constexpr QLatin1StringView attributeConstraintSelectorPseudoattributeTypeValues[] = {"UNKNOWN"_L1, "HOSTNAME"_L1,
                                                                                      "REGION"_L1, "ZONE"_L1};
constinit const EnumSchema attributeConstraintSelectorPseudoattributeType{
    "AttributeConstraint.Selector.PseudoattributeType"_L1, attributeConstraintSelectorPseudoattributeTypeValues};

constexpr FieldSchema attributeConstraintSelectorFields[] = {
    optional("pseudoattribute_type"_L1, 1, attributeConstraintSelectorPseudoattributeType),
    optional("attribute_name"_L1, 2, FieldType::String),
};

constexpr FieldSchema attributeConstraintPredicateFields[] = {
    optional("exists"_L1, 1, attributeConstraintPredicateExists),
    optional("not_exists"_L1, 2, attributeConstraintPredicateNotExists),
    optional("text_equals"_L1, 3, attributeConstraintPredicateTextEquals),
    optional("text_not_equals"_L1, 4, attributeConstraintPredicateTextNotEquals),
    optional("text_matches"_L1, 5, attributeConstraintPredicateTextMatches),
    optional("text_not_matches"_L1, 6, attributeConstraintPredicateTextNotMatches),
};

constexpr FieldSchema attributeConstraintPredicateTextEqualsFields[] = {
    required("value"_L1, 1, FieldType::String),
};

constexpr FieldSchema attributeConstraintPredicateTextNotEqualsFields[] = {
    required("value"_L1, 1, FieldType::String),
};

constexpr FieldSchema attributeConstraintPredicateTextMatchesFields[] = {
    required("regex"_L1, 1, FieldType::String),
};

constexpr FieldSchema attributeConstraintPredicateTextNotMatchesFields[] = {
    required("regex"_L1, 1, FieldType::String),
};

constexpr FieldSchema offerConstraintsFields[] = {
    map("role_constraints"_L1, 1, offerConstraintsRoleConstraints),
};

constexpr FieldSchema offerConstraintsRoleConstraintsFields[] = {
    repeated("groups"_L1, 1, offerConstraintsRoleConstraintsGroup),
};

constexpr FieldSchema offerConstraintsRoleConstraintsGroupFields[] = {
    repeated("attribute_constraints"_L1, 1, attributeConstraint),
};

} // namespace

constinit const MessageSchema frameworkInfo{"FrameworkInfo"_L1, frameworkInfoFields};
constinit const MessageSchema frameworkInfoCapability{"FrameworkInfo.Capability"_L1, frameworkInfoCapabilityFields};
constinit const MessageSchema offerFilters{"OfferFilters"_L1, offerFiltersFields};
constinit const MessageSchema offerFiltersResourceQuantities{"OfferFilters.ResourceQuantities"_L1,
                                                             offerFiltersResourceQuantitiesFields};
constinit const MessageSchema offerFiltersMinAllocatableResources{"OfferFilters.MinAllocatableResources"_L1,
                                                                  offerFiltersMinAllocatableResourcesFields};
constinit const MessageSchema labels{"Labels"_L1, labelsFields};
constinit const MessageSchema label{"Label"_L1, labelFields};
constinit const MessageSchema attributeConstraint{"AttributeConstraint"_L1, attributeConstraintFields};
constinit const MessageSchema attributeConstraintSelector{"AttributeConstraint.Selector"_L1,
                                                          attributeConstraintSelectorFields};
constinit const MessageSchema attributeConstraintPredicate{"AttributeConstraint.Predicate"_L1,
                                                           attributeConstraintPredicateFields};
constinit const MessageSchema attributeConstraintPredicateExists{"AttributeConstraint.Predicate.Exists"_L1, {}};
constinit const MessageSchema attributeConstraintPredicateNotExists{"AttributeConstraint.Predicate.NotExists"_L1, {}};
constinit const MessageSchema attributeConstraintPredicateTextEquals{"AttributeConstraint.Predicate.TextEquals"_L1,
                                                                     attributeConstraintPredicateTextEqualsFields};
constinit const MessageSchema attributeConstraintPredicateTextNotEquals{
    "AttributeConstraint.Predicate.TextNotEquals"_L1, attributeConstraintPredicateTextNotEqualsFields};
constinit const MessageSchema attributeConstraintPredicateTextMatches{"AttributeConstraint.Predicate.TextMatches"_L1,
                                                                      attributeConstraintPredicateTextMatchesFields};
constinit const MessageSchema attributeConstraintPredicateTextNotMatches{
    "AttributeConstraint.Predicate.TextNotMatches"_L1, attributeConstraintPredicateTextNotMatchesFields};
constinit const MessageSchema offerConstraints{"OfferConstraints"_L1, offerConstraintsFields};
constinit const MessageSchema offerConstraintsRoleConstraints{"OfferConstraints.RoleConstraints"_L1,
                                                              offerConstraintsRoleConstraintsFields};
constinit const MessageSchema offerConstraintsRoleConstraintsGroup{"OfferConstraints.RoleConstraints.Group"_L1,
                                                                   offerConstraintsRoleConstraintsGroupFields};

} // namespace mesoscribe::schema
