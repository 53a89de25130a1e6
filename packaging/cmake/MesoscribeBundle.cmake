# SPDX-FileCopyrightText: The Mesoscribe authors
# SPDX-License-Identifier: Apache-2.0
#
# mesoscribe_bundle(target HELPERS other…): on macOS, makes Mesoscribe.app of the target: its Info.plist, its icon, and the helper
# programs beside it in Contents/MacOS. It is signed ad hoc, because an arm64 Mac starts nothing that is not signed at all and adding
# the helpers breaks the linker's own signature. Elsewhere it does nothing.
function(mesoscribe_bundle target)
    if(NOT APPLE)
        return()
    endif()
    cmake_parse_arguments(BUNDLE "" "" "HELPERS" ${ARGN})

    set(MESOSCRIBE_MACOS_MINIMUM "${CMAKE_OSX_DEPLOYMENT_TARGET}")
    if(NOT MESOSCRIBE_MACOS_MINIMUM)
        # Without a deployment target the compiler aims at the system it runs on.
        execute_process(COMMAND sw_vers -productVersion OUTPUT_VARIABLE system OUTPUT_STRIP_TRAILING_WHITESPACE)
        string(REGEX MATCH "^[0-9]+" major "${system}")
        set(MESOSCRIBE_MACOS_MINIMUM "${major}.0")
    endif()
    set(MACOSX_BUNDLE_EXECUTABLE_NAME Mesoscribe)
    set(plist "${CMAKE_CURRENT_BINARY_DIR}/${target}-Info.plist.in")
    configure_file("${PROJECT_SOURCE_DIR}/packaging/macos/Info.plist.in" "${plist}")

    set(icon "${PROJECT_SOURCE_DIR}/packaging/macos/mesoscribe.icns")
    target_sources(${target} PRIVATE "${icon}")
    set_source_files_properties("${icon}" PROPERTIES MACOSX_PACKAGE_LOCATION Resources)
    set_target_properties(${target} PROPERTIES
        MACOSX_BUNDLE TRUE
        OUTPUT_NAME Mesoscribe
        MACOSX_BUNDLE_INFO_PLIST "${plist}")

    foreach(helper IN LISTS BUNDLE_HELPERS)
        add_dependencies(${target} ${helper})
        add_custom_command(TARGET ${target} POST_BUILD
            COMMAND "${CMAKE_COMMAND}" -E copy_if_different "$<TARGET_FILE:${helper}>" "$<TARGET_BUNDLE_CONTENT_DIR:${target}>/MacOS/"
            COMMAND codesign --force --sign - "$<TARGET_BUNDLE_CONTENT_DIR:${target}>/MacOS/$<TARGET_FILE_NAME:${helper}>"
            VERBATIM)
    endforeach()
    add_custom_command(TARGET ${target} POST_BUILD
        COMMAND codesign --force --sign - "$<TARGET_BUNDLE_DIR:${target}>"
        VERBATIM)
endfunction()
